package io.aftersales.platform.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.aftersales.platform.json.JsonRules;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is read of an upload, line by line. */
class RowsTest {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    record Order(
            @NotNull String externalReference,
            Integer priority,
            Boolean urgent,
            Address address,
            List<String> tags,
            List<@Valid Item> items)
            implements ImportRow {}

    record Address(String city) {}

    record Item(@NotNull String name, BigDecimal quantity) {}

    @Test
    void anUploadThatBreaksOffReturnsNoTornRow() throws IOException {
        Rows<Order> rows = json(broken("{\"externalReference\":\"a\"}\n{\"externalReference\":\"b\"}"));

        assertThat(rows.next().reference()).isEqualTo("a");
        assertThatThrownBy(rows::next).isInstanceOf(IOException.class);
    }

    @Test
    void anUploadThatBreaksOffReturnsNoTornDocument() throws IOException {
        Rows<Order> rows = csv(broken("externalReference,items.name\na,x\na,y\nb,x\nb,y\n"));

        assertThat(rows.next().row().items()).extracting(Item::name).containsExactly("x", "y");
        assertThatThrownBy(rows::next).isInstanceOf(IOException.class);
    }

    @Test
    void theLastRowNeedsNoEndOfItsLine() throws IOException {
        assertThat(all(json(stream("{\"externalReference\":\"a\"}")))).hasSize(1);
        assertThat(all(csv(stream("externalReference\na")))).hasSize(1);
        assertThat(all(csv(stream("")))).isEmpty();
    }

    @Test
    void cellsAreWhatTheFieldsAre() throws IOException {
        Order order = all(csv(stream("""
                        externalReference,priority,urgent,address.city,tags,items.name,items.quantity
                        a,3,true,London,new; large,x,1.50
                        """))).get(0).row();

        assertThat(order)
                .isEqualTo(new Order(
                        "a",
                        3,
                        true,
                        new Address("London"),
                        List.of("new", "large"),
                        List.of(new Item("x", new BigDecimal("1.50")))));
    }

    @Test
    void aLineThatCannotBeReadTakesItsDocumentDown() throws IOException {
        List<Entry<Order>> entries = all(csv(stream("""
                externalReference,items.name,items.quantity
                a,x,1
                a,x
                a,x,1
                b,x,1
                """)));

        assertThat(entries).extracting(Entry::reference).containsExactly("a", "b");
        assertThat(entries.get(0).line()).isEqualTo(3);
        assertThat(entries.get(0).refusal()).hasMessage("2 fields, where the first line names 3");
        assertThat(entries.get(1).isOpen()).isTrue();
    }

    @Test
    void aLineThatNobodyKnowsWhoseItIsTakesItsNeighboursDown() throws IOException {
        List<Entry<Order>> entries = all(csv(stream("""
                items.name,externalReference,items.quantity
                x,a,1
                x,b,1
                "never closed,b,1
                x,b,1
                x,c,1
                """)));

        assertThat(entries).extracting(Entry::line).containsExactly(2L, 3L, 4L, 5L, 6L);
        assertThat(entries).extracting(Entry::isOpen).containsExactly(true, false, false, false, true);
        assertThat(entries.get(1).refusal()).hasMessage("line 4 after it cannot be read, and may belong to it");
        assertThat(entries.get(3).refusal()).hasMessage("line 4 before it cannot be read, and may belong to it");
    }

    @Test
    void aDocumentDoesNotContradictItself() throws IOException {
        List<Entry<Order>> entries = all(csv(stream("""
                externalReference,priority,items.name
                a,1,x
                a,,y
                a,2,z
                """)));

        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).line()).isEqualTo(4);
        assertThat(entries.get(0).refusal()).hasMessage("priority is not that of line 2, which has the same reference");
    }

    @Test
    void aDocumentMayNotBeLongerThanARow() throws IOException {
        String line = "a," + "x".repeat(1000) + "\n";

        List<Entry<Order>> entries = all(csv(stream("externalReference,items.name\n" + line.repeat(1200) + "b,x\n")));

        assertThat(entries).extracting(Entry::reference).containsExactly("a", "b");
        assertThat(entries.get(0).refusal().getMessage()).contains("longer than");
        assertThat(entries.get(1).isOpen()).isTrue();
    }

    @Test
    void whatIsNoUtf8IsSaidToBe() throws IOException {
        byte[] latin = "externalReference,address.city\na,Z\u00fcrich\nb,Bern\n".getBytes(StandardCharsets.ISO_8859_1);

        List<Entry<Order>> entries = all(csv(new ByteArrayInputStream(latin)));

        assertThat(entries.get(0).refusal()).hasMessage("not UTF-8");
        assertThat(entries.get(0).reference()).isEqualTo("a");
        assertThat(entries.get(1).isOpen()).isTrue();
    }

    @Test
    void aColumnThatIsAnObjectOrOfTwoListsIsNone() {
        assertThatThrownBy(() -> csv(stream("externalReference,address\n"))).isInstanceOf(RuleBroken.class);
        assertThatThrownBy(() -> csv(stream("externalReference,items\n"))).isInstanceOf(RuleBroken.class);
        assertThatThrownBy(() -> csv(stream("externalReference,items.weight\n")))
                .isInstanceOf(RuleBroken.class);
    }

    private static List<Entry<Order>> all(Rows<Order> rows) throws IOException {
        List<Entry<Order>> all = new ArrayList<>();
        for (Entry<Order> entry = rows.next(); entry != null; entry = rows.next()) {
            all.add(entry);
        }
        return all;
    }

    private static Rows<Order> json(InputStream upload) {
        return new JsonRows<>(new Lines(upload), strict().readerFor(Order.class), new RowReader<>(VALIDATOR));
    }

    private static Rows<Order> csv(InputStream upload) throws IOException {
        ObjectMapper json = strict();
        return new CsvRows<>(new Lines(upload), json.constructType(Order.class), json, new RowReader<>(VALIDATOR));
    }

    private static ObjectMapper strict() {
        ObjectMapper json = new ObjectMapper();
        new JsonRules().customize(json);
        return json;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text, and then a connection that is gone. */
    private static InputStream broken(String text) {
        return new SequenceInputStream(stream(text), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        });
    }
}
