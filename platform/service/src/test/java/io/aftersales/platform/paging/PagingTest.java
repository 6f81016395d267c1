package io.aftersales.platform.paging;

import io.aftersales.platform.id.Ids;
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
            assertThat(paging("50", Paging.cursor(last)).after()).isEqualTo(last);
        }
    }

    @Test
    void aCursorCanBePutIntoAnAddressAsItIs() {
        assertThat(Paging.cursor(new UUID(-1, -1))).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void startsAtTheNewestWithoutACursor() {
        assertThat(paging("50", null).after()).isNull();
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
