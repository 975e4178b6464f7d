package io.keepwell.engine.source;

import io.keepwell.model.WireName;

/** How it is with a connected system. */
public enum SourceState implements WireName {
    /** It is not known for long enough to tell how often it sends. */
    LEARNING,
    /** It sends as it is used to. */
    ACTIVE,
    /** It has not sent for longer than it ever pauses; what depends on it is frozen. */
    SILENT,
    /** It has been silent for so long, or was retired, that nobody waits for it any more. */
    ENDED
}
