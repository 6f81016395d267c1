package io.aftersales.helpdesk.user;

import io.aftersales.platform.security.Requester;
import io.aftersales.platform.work.Aggregate;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A member of staff, as the last token told: identity itself is the OpenID Connect provider's. */
@Entity
@Table(name = "staff")
public class User extends Aggregate {

    private String sub;
    private String name;
    private String email;

    /** Subject of the user's tokens, by which the API names a user. */
    public String sub() {
        return sub;
    }

    public Requester asRequester() {
        return new Requester(sub, name);
    }

    UserView view() {
        return new UserView(id(), sub, name, email);
    }
}
