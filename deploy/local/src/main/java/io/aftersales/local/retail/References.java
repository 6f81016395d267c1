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

    static String product(String stockCode) {
        return ORIGIN + "product/" + stockCode;
    }

    static String order(String invoiceNo) {
        return ORIGIN + "order/" + invoiceNo;
    }

    static String delivery(String invoiceNo) {
        return ORIGIN + "delivery/" + invoiceNo;
    }

    static String cancellation(String cancellationNo) {
        return ORIGIN + "cancellation/" + cancellationNo;
    }
}
