package io.keepwell.runtime.rest;

/** How lists are described that are read page by page. */
public final class PagingTexts {

    /** Of {@link Parameters#LIMIT}. */
    public static final String LIMIT =
            "How many items a page holds at most, 1 to 200; 50 by default.";

    /** Of {@link Parameters#CURSOR}. */
    public static final String CURSOR =
            "'next' of the page before. The filters must be the same on every page.";

    private PagingTexts() {}
}
