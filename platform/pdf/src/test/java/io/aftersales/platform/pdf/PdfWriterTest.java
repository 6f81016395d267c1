package io.aftersales.platform.pdf;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PdfWriterTest {

    /** Who reads the page from right to left reads the text as it was given. */
    @ParameterizedTest
    @ValueSource(strings = {"שלום עולם", "لمبة", "مصباح مكتب"})
    void writesFromRightToLeftWhatIsReadSo(String text) throws IOException {
        byte[] pdf = PdfWriter.write(page("Lamp " + text + " for a desk"));

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document)).contains("Lamp " + text + " for a desk");
        }
    }

    @Test
    void putsTheFirstLetterOfHebrewToTheRight() throws IOException {
        Letters letters = new Letters();
        try (PDDocument document = Loader.loadPDF(PdfWriter.write(page("שם")))) {
            letters.getText(document);
        }

        assertThat(letters.leftToRight()).isEqualTo("םש");
    }

    @Test
    void refusesWhatIsNotWellFormed() {
        assertThatThrownBy(() -> PdfWriter.write("<html><body>")).isInstanceOf(IllegalStateException.class);
    }

    private static String page(String text) {
        return "<html><body style=\"font-family: 'Noto Sans', 'DejaVu Sans'\"><p>" + text + "</p></body></html>";
    }

    /** The letters by their place on the page, whatever order they were written in. */
    private static final class Letters extends PDFTextStripper {

        private final List<TextPosition> found = new ArrayList<>();

        @Override
        protected void processTextPosition(TextPosition letter) {
            found.add(letter);
        }

        String leftToRight() {
            return found.stream()
                    .sorted((one, other) -> Float.compare(one.getXDirAdj(), other.getXDirAdj()))
                    .map(TextPosition::getUnicode)
                    .reduce("", String::concat);
        }
    }
}
