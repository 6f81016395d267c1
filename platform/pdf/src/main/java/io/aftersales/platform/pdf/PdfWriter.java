package io.aftersales.platform.pdf;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/**
 * Lays out XHTML with CSS on pages. Fonts are embedded: the families are {@code Noto Sans} (400 and 700), for what that lacks
 * {@code DejaVu Sans}, and for Chinese, Japanese and Korean {@code Droid Sans Fallback}. Nothing outside the document is loaded.
 * Hebrew and Arabic run from right to left within lines that begin at the left, Arabic with its letters joined.
 */
final class PdfWriter {

    /** What XML cannot hold; a text of ours may. */
    private static final Pattern NO_XML =
            Pattern.compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    static {
        XRLog.setLoggingEnabled(false);
    }

    private PdfWriter() {}

    /** @throws IllegalStateException for what is no well-formed XHTML */
    static byte[] write(String xhtml) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream(32 * 1024);
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .withHtmlContent(NO_XML.matcher(xhtml).replaceAll("\uFFFD"), null)
                .useUriResolver((base, address) -> null)
                .useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory())
                .useUnicodeBidiReorderer(new ICUBidiReorderer())
                .withProducer("aftersales")
                .toStream(pdf);
        builder.useFont(() -> font("NotoSans-Regular"), "Noto Sans", 400, FontStyle.NORMAL, true);
        builder.useFont(() -> font("NotoSans-Bold"), "Noto Sans", 700, FontStyle.NORMAL, true);
        builder.useFont(() -> font("DejaVuSans"), "DejaVu Sans", 400, FontStyle.NORMAL, true);
        builder.useFont(() -> font("DroidSansFallback"), "Droid Sans Fallback", 400, FontStyle.NORMAL, true);
        try {
            builder.run();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a PDF in memory", impossible);
        } catch (RuntimeException broken) {
            throw new IllegalStateException("A document cannot be laid out", broken);
        }
        return pdf.toByteArray();
    }

    private static InputStream font(String name) {
        return PdfWriter.class.getResourceAsStream("/fonts/" + name + ".ttf");
    }
}
