package io.keepwell.policy;

/**
 * A file that was read.
 *
 * @param name how messages name it, for example {@code policies/default/scorecards.yaml}
 * @param text what it holds, with line ends of any platform
 */
public record PolicyFile(String name, String text) {}
