package io.aftersales.platform.paging;

import io.aftersales.platform.id.Ids;
import io.aftersales.platform.paging.Paging.Place;
import io.aftersales.platform.problem.RuleBroken;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PagingTest {

    @Test
    void aCursorLeadsBackToTheItemThatItWasMadeOf() {
        for (UUID last : List.of(Ids.next(), new UUID(0, 0), new UUID(-1, -1))) {
            Place byAge = new Place(null, last);
            Place byRank = new Place(3L, last);
            assertThat(paging("50", Paging.cursor(byAge)).after(false)).isEqualTo(byAge);
            assertThat(paging("50", Paging.cursor(byRank)).after(true)).isEqualTo(byRank);
        }
    }

    @Test
    void aCursorCanBePutIntoAnAddressAsItIs() {
        assertThat(Paging.cursor(new Place(null, new UUID(-1, -1)))).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void aCursorOfOneOrderLeadsNowhereInAnother() {
        Paging byAge = paging("50", Paging.cursor(new Place(null, Ids.next())));
        assertThatThrownBy(() -> byAge.after(true)).isInstanceOf(RuleBroken.class);
    }

    @Test
    void startsAtTheNewestWithoutACursor() {
        assertThat(paging("50", null).after(false)).isNull();
    }

    @Test
    void tellsAWrongLimitFromOneThatIsNoNumber() {
        assertThat(paging("200", null).limit()).isEqualTo(200);
        assertStatus(422, "0");
        assertStatus(422, "201");
        assertStatus(400, "many");
        assertStatus(400, "9999999999");
    }

    private static void assertStatus(int status, String limit) {
        assertThatThrownBy(() -> paging(limit, null).limit())
                .isInstanceOfSatisfying(
                        RuleBroken.class,
                        broken -> assertThat(broken.code().status()).isEqualTo(status));
    }

    private static Paging paging(String limit, String cursor) {
        Paging paging = new Paging();
        paging.limit = limit;
        paging.cursor = cursor;
        return paging;
    }
}
