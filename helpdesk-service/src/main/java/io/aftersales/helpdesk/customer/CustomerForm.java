package io.aftersales.helpdesk.customer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import java.util.UUID;

/** What can be entered and edited of a customer. */
@Schema(name = "CustomerRequest")
public record CustomerForm(
        @NotBlank @Size(max = 200) String name,
        @Email @Size(max = 254) String email,
        @Size(max = 50) String phone,
        @Valid Address address,
        @Size(max = 50) String vatId,

        @Schema(description = "The company or contact that this customer belongs to")
        UUID parentId,

        @Schema(description = "The id that the system of origin gave; unique when set")
        @Size(max = 100)
        @Pattern(regexp = "\\S(.*\\S)?", message = "must not be blank or padded")
        String externalReference) {}
