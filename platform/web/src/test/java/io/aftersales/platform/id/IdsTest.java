package io.aftersales.platform.id;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class IdsTest {

    @Test
    void givesVersion7UuidsThatGrow() {
        List<UUID> ids = Stream.generate(Ids::next).limit(10_000).toList();

        assertThat(ids).allMatch(id -> id.version() == 7).doesNotHaveDuplicates();
        // As texts, and as PostgreSQL compares them; Java's own comparison takes the halves as signed.
        assertThat(ids.stream().map(UUID::toString)).isSorted();
    }
}
