package io.aftersales.inventory.returns;

import io.aftersales.inventory.Quantity;
import io.aftersales.inventory.saleorder.SaleOrder;
import io.aftersales.inventory.stock.SerialNumbers;
import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.security.Requester;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * The command {@code create-return}: announce that goods of a delivery come back, for a ticket.
 *
 * @param customerId the ticket's customer
 * @param companyId the top of the customer's tree of companies, as the helpdesk knows it
 * @param lines what comes back; null for all that is returnable
 * @param returnLocationId where to; null for the stock
 * @param exchange whether another delivery brings the same goods anew
 */
public record CreateReturn(
        @NotNull UUID actionId,
        UUID ticketId,
        @NotNull UUID deliveryId,
        UUID customerId,
        @NotNull UUID companyId,
        @NotNull Requester requestedBy,
        @Size(max = SaleOrder.MOST_LINES) List<@NotNull @Valid Line> lines,
        UUID returnLocationId,
        Boolean exchange)
        implements Command {

    public static final MessageType<CreateReturn> TYPE = MessageType.of("create-return", CreateReturn.class);

    /**
     * What comes back of a line.
     *
     * @param quantity zero for nothing
     * @param serialNumbers of a tracked product; may be left out where all that is returnable of the line comes back
     */
    public record Line(
            @NotNull UUID deliveryLineId,
            @NotNull @Quantity BigDecimal quantity,

            @Size(max = SerialNumbers.MOST) List<@NotNull @Pattern(regexp = SerialNumbers.FORM) String> serialNumbers) {

        List<String> serials() {
            return serialNumbers == null ? List.of() : serialNumbers;
        }
    }

    boolean isExchange() {
        return Boolean.TRUE.equals(exchange);
    }
}
