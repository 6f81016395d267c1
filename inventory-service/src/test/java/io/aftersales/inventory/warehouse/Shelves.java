package io.aftersales.inventory.warehouse;

import io.aftersales.testkit.Infrastructure;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;

/** The stock as SQL sees it, by queries that share nothing with the service. */
public final class Shelves {

    private Shelves() {}

    /** What must hold at any moment. */
    public static void assertInOrder() {
        assertThat(levelsAgainstMoves())
                .as("stock levels that are not the sum of the moves")
                .isZero();
        assertThat(reservedAgainstDeliveries())
                .as("levels whose reservations no delivery has")
                .isZero();
        assertThat(linesAgainstReturns())
                .as("delivered lines that returns take something else of")
                .isZero();
        assertThat(deliveriesAgainstLines())
                .as("deliveries whose lines have another returnable sum")
                .isZero();
        assertThat(ordersAgainstMoves())
                .as("sale orders that say something else than the moves")
                .isZero();
        assertThat(misplacedPieces())
                .as("serial numbers that are not where their moves left them")
                .isZero();
    }

    /** Stock on hand per product and internal location against Σ moves, both ways. */
    public static BigDecimal levelsAgainstMoves() {
        return number("""
                select count(*) from (
                    select product_id, location_id, sum(quantity) as moved from (
                        select product_id, to_location_id as location_id, quantity from stock_move
                        union all
                        select product_id, from_location_id, -quantity from stock_move) m
                    join location on location.id = m.location_id and location.kind = 'INTERNAL'
                    group by product_id, location_id) moves
                full join stock_level l using (product_id, location_id)
                where coalesce(l.on_hand, 0) <> coalesce(moves.moved, 0)""");
    }

    private static BigDecimal reservedAgainstDeliveries() {
        return number("""
                select count(*) from stock_level l left join (
                    select dl.product_id, sum(dl.quantity) as held from delivery_line dl
                    join delivery d on d.id = dl.delivery_id and d.state = 'READY' group by dl.product_id) r
                    on r.product_id = l.product_id and l.location_id = '00000000-0000-7000-8000-000000000001'
                where l.reserved <> coalesce(r.held, 0)""");
    }

    private static BigDecimal linesAgainstReturns() {
        return number("""
                select count(*) from delivery_line dl left join (
                    select rl.delivery_line_id,
                        sum(case r.state when 'READY' then rl.quantity when 'DONE' then rl.received else 0 end) as taken
                    from return_line rl join goods_return r on r.id = rl.goods_return_id
                    group by rl.delivery_line_id) t on t.delivery_line_id = dl.id
                where dl.claimed <> coalesce(t.taken, 0) or dl.claimed > dl.delivered""");
    }

    private static BigDecimal deliveriesAgainstLines() {
        return number("""
                select count(*) from delivery d where d.returnable <>
                    (select coalesce(sum(delivered - claimed), 0) from delivery_line where delivery_id = d.id)""");
    }

    private static BigDecimal ordersAgainstMoves() {
        return number("""
                select count(*) from sale_order_line ol left join (
                    select dl.sale_order_line_id as id,
                        coalesce(sum(m.quantity) filter (where m.return_line_id is null), 0) as out,
                        coalesce(sum(m.quantity) filter (where m.return_line_id is not null), 0) as back
                    from stock_move m left join return_line rl on rl.id = m.return_line_id
                    join delivery_line dl on dl.id = coalesce(m.delivery_line_id, rl.delivery_line_id)
                    group by dl.sale_order_line_id) moved on moved.id = ol.id
                where ol.delivered <> coalesce(moved.out - moved.back, 0) or ol.returned <> coalesce(moved.back, 0)""");
    }

    private static BigDecimal misplacedPieces() {
        return number("""
                select count(*) from serial_number s
                cross join lateral (
                    select * from stock_move m
                    where m.product_id = s.product_id and s.number = any(m.serial_numbers) order by m.id desc limit 1) last
                where s.location_id is distinct from
                        (select id from location where id = last.to_location_id and kind = 'INTERNAL')
                    or (s.location_id is null and s.delivery_line_id is distinct from last.delivery_line_id)""");
    }

    public static BigDecimal number(String query) {
        try (Connection connection = Infrastructure.running().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getBigDecimal(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** The SQL state that a statement is refused with; null if it is not. */
    public static String refusalOf(String... statements) {
        try (Connection connection = Infrastructure.running().connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
                connection.commit();
                return null;
            } catch (SQLException refused) {
                connection.rollback();
                return refused.getSQLState();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
