package io.aftersales.gateway.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a service says of its own API.
 *
 * @param service name of the service
 * @param openapi its OpenAPI document
 */
record ServiceDocument(String service, ObjectNode openapi) {}
