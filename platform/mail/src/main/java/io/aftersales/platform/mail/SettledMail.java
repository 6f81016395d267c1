package io.aftersales.platform.mail;

import java.util.List;
import java.util.UUID;

/**
 * What became of a mail.
 *
 * @param accepted recipients whose copy the mail server has taken over
 * @param refused recipients that will never get theirs
 */
public record SettledMail(UUID id, UUID subjectId, List<String> accepted, List<Refusal> refused) {

    /**
     * @param reply why, in the mail server's words
     */
    public record Refusal(String address, String reply) {}
}
