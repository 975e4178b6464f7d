/**
 * The documents that people write to say how Keepwell scores and reacts: found in files, named,
 * hashed and bundled, with the file, the line and the cure in every message. No input or output
 * here: who calls has read the files.
 */
@NullMarked
package io.keepwell.policy;

import org.jspecify.annotations.NullMarked;
