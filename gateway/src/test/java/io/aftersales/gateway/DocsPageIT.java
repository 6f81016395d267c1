package io.aftersales.gateway;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The browsable page, in a browser that reaches nothing but the gateway. */
@QuarkusTest
@QuarkusTestResource(EdgeResource.class)
class DocsPageIT extends EdgeTest {

    private static final double PATIENCE_MILLIS = 60_000;

    private static final String HELPDESK = """
            {"openapi":"3.1.0","info":{"title":"helpdesk","version":"1"},
             "paths":{"/api/v1/tickets/{id}":{"get":{"operationId":"ticket","summary":"One ticket","tags":["Tickets"],
               "security":[{"SecurityScheme":["agent"]}],
               "parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}}],
               "responses":{"200":{"description":"OK"}}}}},
             "tags":[{"name":"Tickets","description":"What customers ask"}]}""";

    @Test
    void showsTheMergedDocumentAndTriesARequestWithAToken() {
        helpdesk.behave(DocsPageIT::answer);
        otherHelpdesk.behave(DocsPageIT::answer);
        List<String> elsewhere = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright.chromium().launch(chromium());
                BrowserContext context = browser.newContext()) {
            context.setDefaultTimeout(PATIENCE_MILLIS);
            Page page = context.newPage();
            page.onRequest(request -> {
                if (!request.url().startsWith(gateway("/").toString())
                        && !request.url().startsWith("data:")) {
                    elsewhere.add(request.url());
                }
            });
            page.onPageError(errors::add);
            page.navigate(gateway("/").toString());
            assertThat(page).hasTitle("aftersales API");
            assertThat(page.locator(".info .title")).containsText("aftersales");
            page.locator("#operations-tag-Tickets").first().click();
            assertThat(page.locator(".opblock-summary-path")).containsText("/api/v1/tickets/{id}");

            page.locator(".auth-wrapper .authorize").first().click();
            page.locator(".auth-container input").fill(Issuer.agent());
            page.locator(".auth-btn-wrapper .authorize").click();
            page.locator(".auth-btn-wrapper .btn-done").click();
            page.locator(".opblock-summary-control").first().click();
            page.locator(".try-out__btn").click();
            page.locator(".parameters input[type=text]").fill("0199");
            page.locator(".execute").click();
            assertThat(page.locator(".live-responses-table .response-col_status")
                            .last())
                    .containsText("200");
            assertThat(page.locator(".live-responses-table .response-col_description")
                            .last())
                    .containsText("HT00001");
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target", "screenshots", "docs.png")));
        }
        assertThat(elsewhere).isEmpty();
        assertThat(errors).isEmpty();
    }

    private static BrowserType.LaunchOptions chromium() {
        return new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of("/usr/bin/chromium"))
                .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"));
    }

    private static void answer(HttpServerRequest request) {
        boolean document = request.path().equals("/q/openapi");
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(document ? HELPDESK : "{\"number\":\"HT00001\"}");
    }
}
