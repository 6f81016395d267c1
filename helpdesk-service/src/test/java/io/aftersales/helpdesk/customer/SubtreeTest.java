package io.aftersales.helpdesk.customer;

import io.aftersales.platform.problem.RuleBroken;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SubtreeTest {

    private final Customer holding = CustomerMother.named("Holding");
    private final Customer branch = CustomerMother.named("Branch");
    private final Customer office = CustomerMother.below(branch, "Office");
    private final Customer clerk = CustomerMother.below(office, "Clerk");
    private final Subtree branchAndBelow = new Subtree(branch, List.of(branch, office, clerk));

    @Test
    void aCustomerOnItsOwnIsItsOwnCompany() {
        assertThat(holding.companyId()).isEqualTo(holding.id());
    }

    @Test
    void theCompanyIsTheTopHoweverDeepTheTree() {
        assertThat(clerk.companyId()).isEqualTo(branch.id());
    }

    @Test
    void everybodyBelowMovesToTheNewCompanyAndKeepsItsOwnParent() {
        branchAndBelow.moveBelow(holding);

        assertThat(List.of(branch, office, clerk))
                .extracting(Customer::companyId)
                .containsOnly(holding.id());
        assertThat(CustomerMother.parentOf(branch)).isEqualTo(holding.id());
        assertThat(CustomerMother.parentOf(office)).isEqualTo(branch.id());
        assertThat(CustomerMother.parentOf(clerk)).isEqualTo(office.id());
    }

    @Test
    void everybodyBelowFollowsACustomerThatLeavesItsCompany() {
        branchAndBelow.moveBelow(holding);

        new Subtree(office, List.of(office, clerk)).detach();

        assertThat(List.of(office, clerk)).extracting(Customer::companyId).containsOnly(office.id());
        assertThat(CustomerMother.parentOf(office)).isNull();
        assertThat(branch.companyId()).isEqualTo(holding.id());
    }

    @Test
    void aCustomerCannotBelongToItself() {
        assertThatThrownBy(() -> branchAndBelow.moveBelow(branch))
                .isInstanceOfSatisfying(
                        RuleBroken.class,
                        broken -> assertThat(broken.code().code()).isEqualTo("customer-cycle"));
    }

    @Test
    void aCustomerCannotBelongToSomebodyBelowIt() {
        assertThatThrownBy(() -> branchAndBelow.moveBelow(clerk)).isInstanceOf(RuleBroken.class);

        assertThat(CustomerMother.parentOf(branch)).isNull();
        assertThat(clerk.companyId()).isEqualTo(branch.id());
    }
}
