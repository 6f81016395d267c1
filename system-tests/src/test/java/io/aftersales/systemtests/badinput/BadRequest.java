package io.aftersales.systemtests.badinput;

import io.aftersales.systemtests.api.Answer;
import io.aftersales.systemtests.api.Caller;

/**
 * A request that has to be refused.
 *
 * @param what is wrong with it
 * @param status pattern of the status that it is to be answered with
 * @param codes pattern of the problem codes that may be answered
 * @param body null for none
 */
record BadRequest(String what, String status, String codes, Caller caller, String path, String body) {

    Answer sendTo(Endpoint endpoint) {
        return caller.send(endpoint.method(), path, body);
    }
}
