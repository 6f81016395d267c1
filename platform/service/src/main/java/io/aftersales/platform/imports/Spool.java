package io.aftersales.platform.imports;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What is written first and sent later, however much it is: a little in memory, more in a temporary file that is gone when this is
 * closed.
 */
final class Spool extends OutputStream implements Closeable {

    private static final int MOST_IN_MEMORY = 64 * 1024;

    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private FileChannel file;
    private OutputStream target = memory;

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (file == null && memory.size() + length > MOST_IN_MEMORY) {
            Path path = Files.createTempFile("import-answer-", ".json");
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            target = Channels.newOutputStream(file);
            memory.writeTo(target);
            memory = null;
        }
        target.write(bytes, offset, length);
    }

    void copyTo(OutputStream out) throws IOException {
        if (file == null) {
            memory.writeTo(out);
        } else {
            Channels.newInputStream(file.position(0)).transferTo(out);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
