package io.aftersales.helpdesk.aftersales.returns;

import io.aftersales.helpdesk.aftersales.ActionView;
import io.aftersales.helpdesk.aftersales.AfterSales;
import io.aftersales.helpdesk.aftersales.AfterSalesService;
import io.aftersales.helpdesk.aftersales.Ask;
import io.aftersales.helpdesk.aftersales.ButtonName;
import io.aftersales.helpdesk.aftersales.Commission;
import io.aftersales.helpdesk.aftersales.Document;
import io.aftersales.helpdesk.aftersales.Fact;
import io.aftersales.helpdesk.aftersales.Instruction;
import io.aftersales.helpdesk.aftersales.News;
import io.aftersales.helpdesk.aftersales.Outcomes;
import io.aftersales.helpdesk.aftersales.ServiceName;
import io.aftersales.helpdesk.customer.Customer;
import io.aftersales.helpdesk.ticket.Ticket;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Return: inventory takes goods of a delivery back from the ticket's customer. */
@Path("/tickets/{ticketId}/returns")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "after-sales")
public class Return extends AfterSalesService<ReturnRequest> {

    private static final MessageType<Rejection> REJECTED = MessageType.of("return-rejected", Rejection.class);

    private static final String ANY_PRODUCT = "delivery";
    private static final String NO_DELIVERY = "no-delivery";

    private static final Set<String> CONFLICTS =
            Set.of("delivery-not-done", "nothing-left-to-return", "serial-already-returned");

    private static final ButtonName DELIVERIES = new ButtonName("deliveries", "Deliveries", "deliveries");

    Return(AfterSales afterSales) {
        super(
                new ServiceName("return", "returns", "inventory", 30),
                new ButtonName("returns", "Return", "returns"),
                afterSales);
    }

    @POST
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER})
    @Operation(operationId = "requestReturn", summary = "Ask for goods of a delivery to be taken back")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; the action still runs",
            content = @Content(schema = @Schema(implementation = ActionView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Finished while the caller waited",
            content = @Content(schema = @Schema(implementation = ActionView.class)))
    public Uni<Response> request(@BeanParam Ask ask, @Valid @NotNull ReturnRequest request) {
        return ask(ask, request);
    }

    @Override
    protected Instruction<CreateReturn> instruction(ReturnRequest request, Commission commission) {
        return new Instruction<>(CreateReturn.TYPE, request.deliveryId(), CreateReturn.of(request, commission));
    }

    @Override
    protected void listen(Outcomes outcomes) {
        outcomes.success(ReturnEvent.CREATED, this::announced);
        outcomes.rejection(REJECTED);
        outcomes.later(ReturnEvent.RECEIVED, this::received);
        outcomes.later(ReturnEvent.CANCELLED, this::cancelled);
        outcomes.later(Delivery.VALIDATED, Return::replaced);
        outcomes.facts(Delivery.VALIDATED, Return::deliveredProducts);
    }

    @Override
    protected String wording(ReturnRequest request) {
        return Boolean.TRUE.equals(request.exchange()) ? "Asked for a return with exchange" : "Asked for a return";
    }

    @Override
    protected Optional<Fact.Needed> needs(Ticket ticket) {
        return Optional.of(
                new Fact.Needed(ticket.product().map(Return::ofProduct).orElse(ANY_PRODUCT), NO_DELIVERY));
    }

    /** Where the dialog finds what may be returned: the deliveries, and what each has left. */
    @Override
    protected Map<String, Object> defaults(Ticket ticket) {
        return ticket.customer()
                .map(Customer::id)
                .<Map<String, Object>>map(customerId -> Map.of(
                        "deliveries",
                        "/api/v1/deliveries?companyOf=" + customerId + "&state=done&returnable=true"
                                + ticket.product()
                                        .map(product -> "&productId=" + product)
                                        .orElse(""),
                        "returnable",
                        "/api/v1/deliveries/{deliveryId}/returnable"))
                .orElse(Map.of());
    }

    @Override
    protected boolean isConflict(String rejectionCode) {
        return CONFLICTS.contains(rejectionCode);
    }

    private static List<Fact> deliveredProducts(Delivery delivery) {
        Stream<String> products = delivery.lines().stream()
                .map(line -> ofProduct(line.productId()))
                .distinct();
        return Stream.concat(Stream.of(ANY_PRODUCT), products)
                .map(fact -> new Fact(delivery.customerId(), fact))
                .toList();
    }

    private static String ofProduct(UUID productId) {
        return ANY_PRODUCT + ":" + productId;
    }

    private News announced(ReturnEvent goods) {
        return news(
                "Return " + goods.number() + " of " + goods.deliveryNumber() + " announced, " + units(goods.quantity()),
                goods);
    }

    private News received(ReturnEvent goods) {
        return news(
                "Return " + goods.number() + " received, " + goods.received().toPlainString() + " of "
                        + goods.quantity().toPlainString() + " by "
                        + goods.changedBy().name(),
                goods);
    }

    private News cancelled(ReturnEvent goods) {
        return news(
                "Return " + goods.number() + " cancelled by "
                        + goods.changedBy().name(),
                goods);
    }

    private News news(String text, ReturnEvent goods) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("deliveryNumber", goods.deliveryNumber());
        facts.put("quantity", goods.quantity());
        facts.put("received", goods.received());
        UUID id = goods.returnId();
        News news =
                News.of(text, id, Document.onButton("return", goods.number(), goods.state(), button().href(id), facts));
        ReturnEvent.Replacement replacement = goods.replacement();
        if (replacement == null) {
            return news;
        }
        facts.put("replacement", Map.of("number", replacement.number(), "state", replacement.state()));
        UUID delivery = replacement.deliveryId();
        return news.with(delivery, replacement(delivery, replacement.number(), replacement.state()));
    }

    /** The goods of an exchange left. */
    private static News replaced(Delivery delivery) {
        UUID id = delivery.deliveryId();
        return News.of(
                "Replacement " + delivery.number() + " delivered",
                id,
                replacement(id, delivery.number(), delivery.state()));
    }

    private static Document replacement(UUID deliveryId, String number, String state) {
        return Document.linked("delivery", number, state, DELIVERIES.href(deliveryId), Map.of());
    }

    private static String units(BigDecimal quantity) {
        return quantity.toPlainString() + (quantity.compareTo(BigDecimal.ONE) == 0 ? " unit" : " units");
    }
}
