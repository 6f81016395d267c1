package io.aftersales.systemtests.badinput;

/**
 * One thing that is wrong with a request.
 *
 * @param what is wrong, such as {@code lines/0/quantity: −1}
 * @param body the request's body, otherwise right
 * @param codes pattern of the problem codes that may be answered
 */
record Mutation(String what, String body, String codes) {

    /** Whether nothing is sent, which is right where a body is optional. */
    boolean isNothing() {
        return body.isEmpty() || body.equals("null");
    }
}
