package io.keepwell.standalone.backfill;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.mapping.Mapping;
import io.keepwell.policy.reading.MappingReader;
import java.util.List;

/** Mappings for tests. */
final class Mappings {

    /** Accounts, and visits that name contracts, which name accounts. */
    static final String SMALL =
            """
            kind: Mapping
            id: small
            dates: {formats: [dd-MM-yyyy]}
            lookups:
            - {id: contracts, file: contracts, key: contract, values: {account: account}, sums: {arr: number(arr)}}
            - {id: bought, file: contracts, key: account, sums: {arr: number(arr)}}
            files:
            - id: contracts
              name: contracts.csv
              columns: [contract, account, arr]
              rowId: contract
              account: account
              events:
              - type: account.updated
                occurredAt: now()
                attributes: {arr: "sum('bought', account, 'arr')"}
            - id: visits
              name: visits*.csv
              columns: [contract, on, feature]
              account: lookup('contracts', contract, 'account')
              events:
              - type: usage.feature-used
                occurredAt: date(on)
                attributes: {feature: feature}
              - type: usage.session-started
                when: feature == 'start'
                occurredAt: date(on)
            """;

    private Mappings() {}

    static Mapping of(String text) {
        return switch (PolicyParser.parse(new PolicyFile("mapping.yaml", text))) {
            case PolicyResult.Accepted<List<PolicyDocument>>(var documents) ->
                    switch (MappingReader.read(documents.getFirst(), EventCatalogue.standard())) {
                        case PolicyResult.Accepted<Mapping>(var mapping) -> mapping;
                        case PolicyResult.Refused<Mapping>(var problems) ->
                                throw new AssertionError("refused: " + problems);
                    };
            case PolicyResult.Refused<List<PolicyDocument>>(var problems) ->
                    throw new AssertionError("refused: " + problems);
        };
    }
}
