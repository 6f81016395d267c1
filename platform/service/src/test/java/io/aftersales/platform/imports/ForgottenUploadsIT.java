package io.aftersales.platform.imports;

import io.aftersales.platform.parcel.Rows;
import io.aftersales.testkit.WithInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithInfrastructure
class ForgottenUploadsIT {

    @Inject
    ForgottenUploads uploads;

    @Test
    void whatAnUploadKeptThatEndedWithItsProcessIsGoneAfterADay() throws Throwable {
        UUID old = upload("25 hours");
        UUID young = upload("23 hours");

        VertxContextSupport.subscribeAndAwait(uploads::prune);

        assertThat(Rows.texts("select upload from import_document where upload in (?, ?)", old, young))
                .containsExactly(young.toString());
        Rows.execute("delete from import_document where upload = ?", young);
    }

    private static UUID upload(String age) {
        UUID upload = UUID.randomUUID();
        Rows.execute(
                "insert into import_document (upload, reference, line, created_at)"
                        + " values (?, gen_random_uuid(), 1, now() - cast(? as interval))",
                upload,
                age);
        return upload;
    }
}
