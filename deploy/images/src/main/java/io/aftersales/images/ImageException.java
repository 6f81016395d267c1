package io.aftersales.images;

/** The images cannot be made as asked; the message says why in words for the person at the terminal. */
final class ImageException extends RuntimeException {

    ImageException(String message) {
        super(message);
    }

    ImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
