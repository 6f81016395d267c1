package io.aftersales.systemtests.ledger;

import java.util.List;
import java.util.Set;

/**
 * An after-sales service, as the contracts and its owner's tables show it.
 *
 * @param kind of its actions
 * @param owner the service that executes its command
 * @param successes topics of the answers that name a document
 * @param rejection topic of the other answer
 * @param documentType as the helpdesk calls what comes out
 * @param documents SQL that finds, in the owner's database, the action, the id, the state and the number of everything that came
 *     out of an action
 * @param aggregates tables of the owner whose rows tell of their changes
 * @param rules what must be true of the owner's database
 */
record Trade(
        String kind,
        String owner,
        String command,
        Set<String> successes,
        String rejection,
        String documentType,
        String documents,
        List<String> aggregates,
        List<Rule> rules) {

    static final List<Trade> ALL = List.of(
            new Trade(
                    "refund",
                    "accounting",
                    "reverse-invoice",
                    Set.of("credit-note-posted", "credit-note-drafted"),
                    "invoice-reversal-rejected",
                    "credit-note",
                    "select action_id, id, state, number from credit_note where action_id is not null",
                    List.of("invoice", "credit_note", "tax"),
                    AccountingRules.ALL),
            new Trade(
                    "coupon",
                    "loyalty",
                    "generate-coupon",
                    Set.of("coupon-generated"),
                    "coupon-generation-rejected",
                    "coupon",
                    "select action_id, id, state, code as number from coupon where action_id is not null",
                    List.of("coupon"),
                    LoyaltyRules.ALL),
            new Trade(
                    "return",
                    "inventory",
                    "create-return",
                    Set.of("return-created"),
                    "return-rejected",
                    "return",
                    "select action_id, id, state, number from goods_return where action_id is not null",
                    List.of("product", "sale_order", "delivery", "goods_return", "repair_consumption"),
                    InventoryRules.ALL),
            new Trade(
                    "repair",
                    "repair",
                    "create-repair-order",
                    Set.of("repair-order-created"),
                    "repair-order-rejected",
                    "repair-order",
                    "select action_id, id, replace(state, '_', '-') as state, number from repair_order where action_id is not null",
                    List.of("repair_order"),
                    RepairRules.ALL),
            new Trade(
                    "task",
                    "fieldservice",
                    "create-task",
                    Set.of("task-created"),
                    "task-rejected",
                    "task",
                    """
                    select action_id, id, case when closed then 'CLOSED' else 'OPEN' end as state, number
                    from task where action_id is not null""",
                    List.of("project", "task"),
                    FieldServiceRules.ALL));

    boolean isAnsweredBy(String topic) {
        return successes.contains(topic) || rejection.equals(topic);
    }
}
