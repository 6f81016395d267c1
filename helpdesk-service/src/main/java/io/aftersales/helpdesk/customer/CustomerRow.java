package io.aftersales.helpdesk.customer;

import io.aftersales.platform.imports.ImportRow;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.UUID;

/** A customer as another system hands it over. */
@Schema(name = "CustomerRow")
record CustomerRow(
        @Schema(description = "The id that the other system gave the customer; unique", examples = "17850")
        @NotNull
        @Size(max = 100)
        @Pattern(regexp = "\\S(.*\\S)?", message = "must not be blank or padded")
        String externalReference,

        @NotBlank @Size(max = 200) String name,
        @Email @Size(max = 254) String email,
        @Size(max = 50) String phone,
        @Valid Address address,
        @Size(max = 50) String vatId,

        @Schema(description = "The company or contact that the customer belongs to; by this or by parentReference")
        UUID parentId,

        @Schema(description = "The parent's external reference; it comes in an earlier row, or is there already")
        @Size(min = 1, max = 100)
        String parentReference)
        implements ImportRow {

    boolean hasParent() {
        return parentId != null || parentReference != null;
    }

    /** The customer as it would be entered, once its parent was found. */
    CustomerForm form(UUID parent) {
        return new CustomerForm(name, email, phone, address, vatId, parent, externalReference);
    }
}
