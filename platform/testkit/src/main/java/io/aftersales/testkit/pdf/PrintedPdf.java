package io.aftersales.testkit.pdf;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A PDF as a person sees it: its text, and a picture of its first page. Whoever uses this has PDFBox, as what writes PDFs has; the
 * test kit itself brings it to nobody.
 */
public final class PrintedPdf {

    private static final Path FOLDER = Path.of("target/pdf");
    private static final int DPI = 100;
    private static final double PIXELS_OF_A_POINT = DPI / 72.0;

    /** Of 255. The word across a draft is lighter, and hides nothing. */
    private static final int DARK = 160;

    /** Letters cover more of the place where they stand. */
    private static final double LEAST_INK_OF_WORDS = 0.05;

    private static final double LEAST_INK_OF_A_PAGE = 0.002;
    private static final double MOST_INK_OF_A_PAGE = 0.2;

    private final List<String> pages;
    private final List<Words> firstPage;
    private final BufferedImage picture;

    private PrintedPdf(List<String> pages, List<Words> firstPage, BufferedImage picture) {
        this.pages = pages;
        this.firstPage = firstPage;
        this.picture = picture;
    }

    /** Words in one piece, and their place on the page in points from its top left. */
    private record Words(String text, Rectangle2D place) {}

    /** Reads it, and leaves it and the picture of its first page in {@code target/pdf}, to be looked at. */
    public static PrintedPdf save(String name, byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage picture = new PDFRenderer(document).renderImageWithDPI(0, DPI, ImageType.RGB);
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(name + ".pdf"), pdf);
            ImageIO.write(picture, "png", FOLDER.resolve(name + ".png").toFile());
            List<String> pages = new ArrayList<>();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                pages.add(only(page, new PDFTextStripper()).getText(document).replaceAll("\\s*\\n", "\n"));
            }
            Places places = only(1, new Places());
            places.getText(document);
            return new PrintedPdf(pages, places.found, picture);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static <T extends PDFTextStripper> T only(int page, T stripper) {
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        return stripper;
    }

    /** The text of all pages. */
    public String text() {
        return String.join("", pages);
    }

    /** The text of each page. */
    public List<String> pages() {
        return pages;
    }

    /** Checks that the picture is neither blank nor black, and that each of these words is to be seen where it stands. */
    public void expectToBeSeen(String... words) {
        assertThat(ink(new Rectangle(picture.getWidth(), picture.getHeight())))
                .as("ink on the page")
                .isBetween(LEAST_INK_OF_A_PAGE, MOST_INK_OF_A_PAGE);
        for (String word : words) {
            assertThat(firstPage)
                    .filteredOn(piece -> piece.text().contains(word))
                    .as(word)
                    .isNotEmpty()
                    .allSatisfy(piece -> assertThat(ink(pixels(piece.place())))
                            .as("ink at '%s'", piece.text())
                            .isGreaterThan(LEAST_INK_OF_WORDS));
        }
    }

    private Rectangle pixels(Rectangle2D points) {
        Rectangle2D scaled = new Rectangle2D.Double(
                points.getX() * PIXELS_OF_A_POINT,
                points.getY() * PIXELS_OF_A_POINT,
                points.getWidth() * PIXELS_OF_A_POINT,
                points.getHeight() * PIXELS_OF_A_POINT);
        return scaled.getBounds().intersection(new Rectangle(picture.getWidth(), picture.getHeight()));
    }

    /** The share of the pixels there that are dark. */
    private double ink(Rectangle place) {
        long dark = IntStream.range(place.y, place.y + place.height)
                .mapToLong(y -> IntStream.range(place.x, place.x + place.width)
                        .filter(x -> isDark(picture.getRGB(x, y)))
                        .count())
                .sum();
        return (double) dark / ((long) place.width * place.height);
    }

    private static boolean isDark(int rgb) {
        return ((rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF)) / 3 < DARK;
    }

    private static final class Places extends PDFTextStripper {

        private final List<Words> found = new ArrayList<>();

        @Override
        protected void writeString(String text, List<TextPosition> letters) {
            letters.stream()
                    .map(Places::place)
                    .reduce(Rectangle2D::createUnion)
                    .ifPresent(place -> found.add(new Words(text, place)));
        }

        private static Rectangle2D place(TextPosition letter) {
            return new Rectangle2D.Float(
                    letter.getXDirAdj(),
                    letter.getYDirAdj() - letter.getHeightDir(),
                    letter.getWidthDirAdj(),
                    letter.getHeightDir());
        }
    }
}
