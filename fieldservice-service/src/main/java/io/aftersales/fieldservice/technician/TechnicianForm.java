package io.aftersales.fieldservice.technician;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A technician as a project names one.
 *
 * @param sub subject of the technician's token, as {@code /users} lists it
 * @param name to be shown
 */
@Schema(name = "Technician")
public record TechnicianForm(
        @NotBlank @Size(max = 255) String sub,
        @NotBlank @Size(max = 255) String name) {

    public static TechnicianForm of(Technician technician) {
        return new TechnicianForm(technician.sub(), technician.name());
    }
}
