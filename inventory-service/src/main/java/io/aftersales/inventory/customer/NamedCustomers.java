package io.aftersales.inventory.customer;

import io.aftersales.inventory.InventoryProblem;
import io.aftersales.platform.problem.RuleBroken;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Customers that many rows name, some by their id, some by the reference that another system gave them. */
public record NamedCustomers(Set<UUID> ids, Set<String> references) {

    /** Those that are known. */
    public record Found(Map<UUID, Customer> byId, Map<String, Customer> byReference) {

        static Found of(List<Customer> customers) {
            Map<UUID, Customer> byId = new HashMap<>();
            Map<String, Customer> byReference = new HashMap<>();
            for (Customer customer : customers) {
                byId.put(customer.id(), customer);
                if (customer.externalReference() != null) {
                    byReference.put(customer.externalReference(), customer);
                }
            }
            return new Found(byId, byReference);
        }

        boolean areAll(NamedCustomers named) {
            return byId.keySet().containsAll(named.ids())
                    && byReference.keySet().containsAll(named.references());
        }

        /**
         * The customer that one row names, by one of the two.
         *
         * @throws RuleBroken {@code unknown-customer}
         */
        public Customer get(UUID id, String reference) {
            Customer customer = id != null ? byId.get(id) : byReference.get(reference);
            if (customer == null) {
                throw new RuleBroken(
                        InventoryProblem.UNKNOWN_CUSTOMER,
                        "No customer " + (id != null ? id : reference) + " is known here");
            }
            return customer;
        }
    }
}
