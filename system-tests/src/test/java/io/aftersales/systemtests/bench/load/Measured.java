package io.aftersales.systemtests.bench.load;

import org.HdrHistogram.Histogram;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.DataFormatException;

/**
 * How fast an operation was.
 *
 * @param count how often it was done
 * @param took from the first one's begin to the last one's end
 * @param latency of each in microseconds
 */
public record Measured(int count, Duration took, Histogram latency) {

    /** From the text that {@link #encoded} made. */
    public static Measured decode(String text) {
        String[] parts = text.split(" ");
        try {
            ByteBuffer histogram = ByteBuffer.wrap(Base64.getDecoder().decode(parts[2]));
            return new Measured(
                    Integer.parseInt(parts[0]),
                    Duration.ofNanos(Long.parseLong(parts[1])),
                    Histogram.decodeFromCompressedByteBuffer(histogram, 0));
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("no measurement: " + text, e);
        }
    }

    /** On one line, for another process. */
    public String encoded() {
        ByteBuffer histogram = ByteBuffer.allocate(latency.getNeededByteBufferCapacity());
        int length = latency.encodeIntoCompressedByteBuffer(histogram);
        return "%d %d %s"
                .formatted(
                        count,
                        took.toNanos(),
                        Base64.getEncoder().encodeToString(Arrays.copyOf(histogram.array(), length)));
    }

    /** Both together, as if done one after the other. */
    public Measured and(Measured other) {
        Histogram both = latency.copy();
        both.add(other.latency);
        return new Measured(count + other.count, took.plus(other.took), both);
    }

    public double perSecond() {
        return count / (took.toNanos() / 1e9);
    }

    /** In milliseconds. */
    public double p50() {
        return percentile(50);
    }

    /** In milliseconds. */
    public double p99() {
        return percentile(99);
    }

    private double percentile(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e3;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d in %.1f s: %,.0f/s, p50 %.1f ms, p99 %.1f ms, longest %.0f ms",
                count,
                took.toNanos() / 1e9,
                perSecond(),
                p50(),
                p99(),
                latency.getMaxValue() / 1e3);
    }
}
