package io.aftersales.platform.inbox;

import java.util.Collection;

/** Handlers that a service makes from a declaration, rather than by one bean for each. Every bean of this type is found. */
public interface MessageHandlers {

    Collection<MessageHandler<?>> all();
}
