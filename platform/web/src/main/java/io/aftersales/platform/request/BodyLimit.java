package io.aftersales.platform.request;

import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Holds the bodies of requests to 1 MiB, whether their length was announced or turns out on the way; but for those that a
 * resource takes as a stream, bit by bit, such as imports. The HTTP server has a limit too, far above this one, whose refusal is
 * no problem document.
 */
@Provider
public class BodyLimit implements ReaderInterceptor {

    private static final long MOST_BYTES = 1024 * 1024;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (context.getType() == InputStream.class) {
            return context.proceed();
        }
        LimitedStream body = new LimitedStream(context.getInputStream());
        context.setInputStream(body);
        try {
            return context.proceed();
        } catch (IOException | RuntimeException unreadable) {
            if (body.isTooLarge()) {
                throw new RuleBroken(GeneralProblem.TOO_LARGE, GeneralProblem.TOO_LARGE.meaning());
            }
            throw unreadable;
        }
    }

    private static final class LimitedStream extends FilterInputStream {

        private long read;

        LimitedStream(InputStream body) {
            super(body);
        }

        boolean isTooLarge() {
            return read > MOST_BYTES;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int bytes = super.read(buffer, offset, length);
            count(Math.max(0, bytes));
            return bytes;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void count(int bytes) throws IOException {
            read += bytes;
            if (isTooLarge()) {
                throw new IOException("a body of more than " + MOST_BYTES + " bytes");
            }
        }
    }
}
