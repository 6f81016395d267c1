package io.aftersales.platform.mail;

import io.aftersales.platform.envelope.MessageType;

import java.util.List;
import java.util.UUID;

record LetterGone(UUID letterId, List<String> accepted, List<String> refused) {

    static final MessageType<LetterGone> TYPE = MessageType.of("letter-gone", LetterGone.class);
}
