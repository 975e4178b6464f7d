package io.keepwell.scoring.application.portfolio;

import io.keepwell.runtime.security.Scope;
import java.util.List;

/**
 * Which accounts are counted. The scope goes by who owns an account now; the rest by how it was on
 * the day that is told. An empty list asks for nothing in particular.
 *
 * @param scope those that may be shown
 * @param segments in one of these
 * @param csms owned by one of these
 */
public record PortfolioFilter(Scope scope, List<String> segments, List<String> csms) {

    /** Copies the lists. */
    public PortfolioFilter {
        segments = segments.stream().distinct().sorted().toList();
        csms = csms.stream().distinct().sorted().toList();
    }

    /**
     * All that may be shown.
     *
     * @param scope those that may be shown
     * @return without other conditions
     */
    public static PortfolioFilter of(Scope scope) {
        return new PortfolioFilter(scope, List.of(), List.of());
    }

    /**
     * The same, in some segments.
     *
     * @param only these; none for all
     * @return another one
     */
    public PortfolioFilter in(List<String> only) {
        return new PortfolioFilter(scope, only, csms);
    }
}
