package io.aftersales.systemtests.ledger;

import java.util.List;

/** What must be true of inventory's tables, whatever happened before. Quantities are recomputed from the lowest rows up. */
final class InventoryRules {

    static final List<Rule> ALL = List.of(
            new Rule("Stock on hand of a product at a location is the sum of the moves", """
                    select concat_ws(' ', 'product', product_id, 'at', location_id, 'has', l.on_hand, 'and moves of', moved)
                    from (
                        select product_id, location_id, sum(quantity) as moved from (
                            select product_id, to_location_id as location_id, quantity from stock_move
                            union all
                            select product_id, from_location_id, -quantity from stock_move) sides
                        where location_id in (select id from location where kind = 'INTERNAL')
                        group by product_id, location_id) moves
                    full join stock_level l using (product_id, location_id)
                    where coalesce(l.on_hand, 0) <> coalesce(moved, 0)"""),
            new Rule("Only history and forced repairs take stock below zero", """
                    select concat_ws(' ', 'product', l.product_id, 'at', l.location_id, 'has', l.on_hand) from stock_level l
                    where l.on_hand < 0 and not exists (select from stock_move m
                        left join repair_consumption c on c.id = m.consumption_id
                        where m.product_id = l.product_id and m.from_location_id = l.location_id and (m.history or c.forced))"""),
            new Rule("The parts of a repair are moved for one repair order, and moves of repairs have one", """
                    select concat_ws(' ', 'move', m.id, 'from', f.name, 'to', t.name) from stock_move m
                    join location f on f.id = m.from_location_id join location t on t.id = m.to_location_id
                    where (m.consumption_id is not null) <> ((f.kind, t.kind) in (('INTERNAL', 'REPAIR'), ('REPAIR', 'SCRAP')))"""),
            new Rule("What is reserved is what deliveries that are ready hold", """
                    select concat_ws(' ', 'product', l.product_id, 'has', l.reserved, 'reserved and', sum(h.quantity), 'held')
                    from stock_level l left join (
                        select dl.product_id, dl.quantity from delivery_line dl
                        join delivery d on d.id = dl.delivery_id and d.state = 'READY') h
                        on h.product_id = l.product_id and l.location_id = '00000000-0000-7000-8000-000000000001'
                    group by l.id having l.reserved <> coalesce(sum(h.quantity), 0)"""),
            new Rule("What was delivered of a line, and came back of it, has one move each", """
                    select concat_ws(' ', 'line', id, 'of', units, 'has', count, 'moves of', moved) from (
                        select dl.id, dl.delivered as units, count(m.id) as count, coalesce(sum(m.quantity), 0) as moved
                        from delivery_line dl left join stock_move m on m.delivery_line_id = dl.id group by dl.id
                        union all
                        select rl.id, rl.received, count(m.id), coalesce(sum(m.quantity), 0)
                        from return_line rl left join stock_move m on m.return_line_id = rl.id group by rl.id) lines
                    where moved <> units or count <> case when units > 0 then 1 else 0 end"""),
            new Rule("A move back reverses the one by which the goods had left, and never more", """
                    select concat_ws(' ', 'move', out.id, 'of', out.quantity, 'is reversed by', sum(back.quantity))
                    from stock_move back join return_line rl on rl.id = back.return_line_id
                    left join stock_move out on out.id = back.reverses and out.delivery_line_id = rl.delivery_line_id
                        and out.product_id = back.product_id
                    group by out.id, out.quantity having out.id is null or sum(back.quantity) > out.quantity"""),
            new Rule("Returns that are ready or done never take more of a line than was delivered", """
                    select concat_ws(' ', 'line', dl.id, 'of', dl.delivered, 'says', dl.claimed, 'and its returns', t.taken)
                    from delivery_line dl left join (
                        select rl.delivery_line_id,
                            sum(case r.state when 'READY' then rl.quantity when 'DONE' then rl.received else 0 end) as taken
                        from return_line rl join goods_return r on r.id = rl.goods_return_id group by rl.delivery_line_id) t
                        on t.delivery_line_id = dl.id
                    where coalesce(t.taken, 0) > dl.delivered or coalesce(t.taken, 0) <> dl.claimed"""),
            new Rule("What a delivery has left is what its lines have left", """
                    select concat_ws(' ', d.number, 'says', d.returnable) from delivery d join delivery_line l on l.delivery_id = d.id
                    group by d.id having d.returnable <> sum(l.delivered - l.claimed)"""),
            new Rule("A sale order shows as delivered what left less what came back", """
                    select concat_ws(' ', 'line', ol.id, 'says', ol.delivered, ol.returned, 'and the moves', moved.out, moved.back)
                    from sale_order_line ol left join (
                        select dl.sale_order_line_id as id,
                            coalesce(sum(m.quantity) filter (where m.return_line_id is null), 0) as out,
                            coalesce(sum(m.quantity) filter (where m.return_line_id is not null), 0) as back
                        from stock_move m left join return_line rl on rl.id = m.return_line_id
                        join delivery_line dl on dl.id = coalesce(m.delivery_line_id, rl.delivery_line_id)
                        group by dl.sale_order_line_id) moved on moved.id = ol.id
                    where ol.delivered <> coalesce(moved.out - moved.back, 0) or ol.returned <> coalesce(moved.back, 0)"""),
            new Rule("A piece is where its last move left it", """
                    select concat_ws(' ', 'piece', s.number, 'of', s.product_id) from serial_number s
                    cross join lateral (select * from stock_move m
                        where m.product_id = s.product_id and s.number = any(m.serial_numbers) order by m.id desc limit 1) last
                    where s.location_id is distinct from
                            (select id from location where id = last.to_location_id and kind = 'INTERNAL')
                        or s.location_id is null and s.delivery_line_id is distinct from last.delivery_line_id"""),
            new Rule(
                    "Numbers of deliveries, returns and orders count from 1 without gaps, and the counter stands at the last",
                    """
                    select concat_ws(' ', series, count, 'numbers up to', last, 'and the counter stands at', c.value) from (
                        select series, count(*) as count, count(distinct n) as different, min(n) as first, max(n) as last from (
                            select 'WH/OUT' as series, substring(number from '[0-9]+$')::bigint as n from delivery
                            union all select 'WH/IN', substring(number from '[0-9]+$')::bigint from goods_return
                            union all select 'S', substring(number from '[0-9]+$')::bigint from sale_order) numbers
                        group by series) series left join number_counter c on c.name = series.series
                    where different <> count or first <> 1 or last <> count or c.value is distinct from last"""),
            Rule.OUTBOX_IS_EMPTY,
            new Rule("There is no dead letter", "select concat_ws(' ', topic, reason, detail) from dead_letter"));

    private InventoryRules() {}
}
