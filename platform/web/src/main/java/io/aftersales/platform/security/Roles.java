package io.aftersales.platform.security;

/** The roles of product.md §7, as the token's {@code groups} claim names them. */
public final class Roles {

    public static final String AGENT = "agent";
    public static final String HELPDESK_MANAGER = "helpdesk-manager";
    public static final String ACCOUNTANT = "accountant";
    public static final String LOYALTY_MANAGER = "loyalty-manager";
    public static final String INVENTORY_USER = "inventory-user";
    public static final String REPAIR_USER = "repair-user";
    public static final String TECHNICIAN = "technician";
    public static final String FIELDSERVICE_MANAGER = "fieldservice-manager";
    public static final String CUSTOMER = "customer";
    public static final String OPERATOR = "operator";

    private Roles() {}
}
