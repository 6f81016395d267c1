package io.aftersales.systemtests.ledger;

import java.util.List;

/** What must be true of loyalty's tables, whatever happened before. */
final class LoyaltyRules {

    static final List<Rule> ALL = List.of(
            new Rule("A coupon is used by one order and knows which, or by none", """
                    select concat_ws(' ', 'coupon', c.id, 'is', c.state, 'by', c.redemption_id, 'and its open redemptions are',
                        array_agg(r.id) filter (where r.id is not null))
                    from coupon c left join coupon_redemption r on r.coupon_id = c.id and r.released_at is null
                    group by c.id
                    having array_remove(array_agg(r.id), null) <> array_remove(array[c.redemption_id], null)
                        or (c.state = 'USED') <> (count(r.id) = 1)"""),
            new Rule("What a used coupon took off is what its redemption took off", """
                    select concat_ws(' ', 'coupon', c.id, 'says', c.discount, 'and its lines', sum(line.amount))
                    from coupon c join coupon_redemption r on r.id = c.redemption_id
                    left join lateral (
                        select (l -> 'amounts' ->> 'net')::numeric + (l -> 'amounts' ->> 'tax')::numeric as amount
                        from jsonb_array_elements(r.discount -> 'lines') l) line on true
                    group by c.id having c.discount <> -coalesce(sum(line.amount), 0)"""),
            new Rule("No discount takes an order below zero", """
                    select concat_ws(' ', 'redemption', r.id, 'of', c.discount, 'off', r.order_net + r.order_tax)
                    from coupon_redemption r join coupon c on c.redemption_id = r.id
                    where c.discount > greatest(r.order_net + r.order_tax, 0)"""),
            new Rule("A coupon that is sent was asked to be", """
                    select concat_ws(' ', 'coupon', id, 'sent at', sent_at) from coupon c
                    where sent_at is not null and not exists (select from coupon_sending s where s.coupon_id = c.id)"""),
            new Rule("No coupon expires before its last day is over", """
                    select concat_ws(' ', 'coupon', id, 'given on', created_on, 'expired, and was to on', expires_on) from coupon
                    where state = 'EXPIRED' and (expires_on is null or expires_on >= current_date + 1)"""),
            Rule.OUTBOX_IS_EMPTY,
            new Rule("There is no dead letter", "select concat_ws(' ', topic, reason, detail) from dead_letter"));

    private LoyaltyRules() {}
}
