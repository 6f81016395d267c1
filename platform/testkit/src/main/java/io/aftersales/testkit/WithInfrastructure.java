package io.aftersales.testkit;

import io.quarkus.test.common.WithTestResource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a {@code @QuarkusTest} a real PostgreSQL, a Kafka broker with every topic of the topology, and a token issuer, and
 * points the service at them. They are started once in a JVM and shared by its test classes: a test works on records of its
 * own and never counts those of others.
 *
 * <p>Switches: {@code -Dinfra=containers} takes PostgreSQL and Kafka from Testcontainers instead of this JVM;
 * {@code -Dinfra.durable=true} makes PostgreSQL wait for the disk, which tests otherwise do not pay for.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithTestResource(InfrastructureResource.class)
public @interface WithInfrastructure {}
