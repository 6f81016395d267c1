package io.aftersales.inventory.returns;

import java.math.BigDecimal;
import java.util.List;

/**
 * How much of a line.
 *
 * @param quantity more than zero
 * @param serialNumbers one for each piece of a tracked product, else none
 */
record Part(BigDecimal quantity, List<String> serialNumbers) {}
