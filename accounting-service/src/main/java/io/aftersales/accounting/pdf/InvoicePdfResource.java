package io.aftersales.accounting.pdf;

import io.aftersales.accounting.company.Company;
import io.aftersales.accounting.invoice.Invoices;
import io.aftersales.platform.pdf.Pdf;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.security.Roles;
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

/** Invoices on paper. */
@Path("/invoices/{id}/pdf")
@Tag(name = "Invoices")
public class InvoicePdfResource {

    private final Api api;
    private final Invoices invoices;
    private final Company company;
    private final Pdf pdf;

    InvoicePdfResource(Api api, Invoices invoices, Company company, Pdf pdf) {
        this.api = api;
        this.invoices = invoices;
        this.company = company;
        this.pdf = pdf;
    }

    @GET
    @Produces(Pdf.MEDIA_TYPE)
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.ACCOUNTANT})
    @Operation(
            operationId = "getInvoicePdf",
            summary = "An invoice as a PDF",
            description = "Drafts and cancelled invoices are marked as such. Honours If-None-Match.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = Pdf.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<Response> pdf(UUID id, @Context Request request) {
        return api.read(() ->
                        invoices.read(id).chain(invoice -> company.settings().map(ours -> Sheet.of(invoice, ours))))
                .chain(sheet -> pdf.answer(request, sheet.title(), sheet.page()));
    }
}
