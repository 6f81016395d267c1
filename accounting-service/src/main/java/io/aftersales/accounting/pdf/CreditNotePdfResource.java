package io.aftersales.accounting.pdf;

import io.aftersales.accounting.company.Company;
import io.aftersales.accounting.creditnote.CreditNoteAccess;
import io.aftersales.accounting.creditnote.CreditNotes;
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

/** Credit notes on paper; who may read a note may print it. */
@Path("/credit-notes/{id}/pdf")
@Tag(name = "Credit notes")
public class CreditNotePdfResource {

    private final Api api;
    private final CreditNotes creditNotes;
    private final CreditNoteAccess access;
    private final Company company;
    private final Pdf pdf;

    CreditNotePdfResource(Api api, CreditNotes creditNotes, CreditNoteAccess access, Company company, Pdf pdf) {
        this.api = api;
        this.creditNotes = creditNotes;
        this.access = access;
        this.company = company;
        this.pdf = pdf;
    }

    @GET
    @Produces(Pdf.MEDIA_TYPE)
    @RolesAllowed({Roles.AGENT, Roles.HELPDESK_MANAGER, Roles.ACCOUNTANT})
    @Operation(
            operationId = "getCreditNotePdf",
            summary = "A credit note as a PDF",
            description = "Drafts and cancelled notes are marked as such. Honours If-None-Match.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = Pdf.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<Response> pdf(UUID id, @Context Request request) {
        return api.read(() -> creditNotes
                        .read(id)
                        .invoke(access::refuseUnlessSeen)
                        .chain(note -> company.settings().map(ours -> Sheet.of(note, ours))))
                .chain(sheet -> pdf.answer(request, sheet.title(), sheet.page()));
    }
}
