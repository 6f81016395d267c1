package io.aftersales.local.retail;

/** What the records of the sales are called in the suite: their external references, and the keys of the requests about them. */
final class References {

    private static final String ORIGIN = "online-retail/";

    private References() {}

    static String customer(String customerId) {
        return ORIGIN + "customer/" + customerId;
    }

    static String invoice(String invoiceNo) {
        return ORIGIN + "invoice/" + invoiceNo;
    }

    static String cancellation(String cancellationNo) {
        return ORIGIN + "cancellation/" + cancellationNo;
    }
}
