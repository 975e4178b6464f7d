package io.keepwell.scoring.application.policy;

/**
 * A document of a bundle, by name and content.
 *
 * @param kind its kind
 * @param id its id
 * @param version its content's hash
 */
public record DocumentVersion(String kind, String id, String version) {

    /**
     * What the document is known by.
     *
     * @return {@code kind/id}
     */
    public String key() {
        return kind + "/" + id;
    }
}
