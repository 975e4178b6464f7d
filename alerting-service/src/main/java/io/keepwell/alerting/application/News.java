package io.keepwell.alerting.application;

import io.keepwell.model.alert.AlertChangedV1;
import java.util.List;

/** Hears of what was committed. */
public interface News {

    /**
     * Alerts have changed, and it is kept.
     *
     * @param changes in order, at least one
     */
    void told(List<AlertChangedV1> changes);

    /** A health change was read before, and did nothing. */
    void repeated();
}
