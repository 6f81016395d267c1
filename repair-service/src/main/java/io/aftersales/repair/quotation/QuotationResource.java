package io.aftersales.repair.quotation;

import io.aftersales.platform.pdf.Pdf;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.security.Roles;
import io.aftersales.repair.company.Company;
import io.aftersales.repair.order.RepairAccess;
import io.aftersales.repair.order.RepairOrders;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.util.UUID;

/** Quotations on paper. */
@Path("/repair-orders/{id}/quotation.pdf")
@Tag(name = "Repair orders")
public class QuotationResource {

    private final Api api;
    private final RepairOrders orders;
    private final RepairAccess access;
    private final Company company;
    private final Pdf pdf;

    QuotationResource(Api api, RepairOrders orders, RepairAccess access, Company company, Pdf pdf) {
        this.api = api;
        this.orders = orders;
        this.access = access;
        this.company = company;
        this.pdf = pdf;
    }

    @GET
    @Produces(Pdf.MEDIA_TYPE)
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.REPAIR_USER})
    @Operation(
            operationId = "getQuotation",
            summary = "The quotation of a repair order as a PDF",
            description = "Lines, taxes, totals and the notes for the customer. Honours If-None-Match.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = Pdf.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<Response> pdf(UUID id, @Context Request request) {
        return api.read(() -> orders.read(id)
                        .invoke(access::refuseUnlessSeen)
                        .chain(order -> company.settings().map(ours -> Quotation.of(order, ours))))
                .chain(quotation -> pdf.answer(request, quotation.title(), quotation.page()));
    }
}
