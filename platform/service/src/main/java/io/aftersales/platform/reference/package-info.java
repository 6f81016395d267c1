/**
 * Records of other services as they last told them. A service names each kind once, with the fields that it reads, in a
 * {@link io.aftersales.platform.inbox.MessageHandlers}; learning, locking and the order of messages are the same for all.
 */
package io.aftersales.platform.reference;
