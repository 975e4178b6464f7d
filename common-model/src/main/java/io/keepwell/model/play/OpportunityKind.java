package io.keepwell.model.play;

import io.keepwell.model.WireName;

/** What more a customer may buy (requirement A16). */
public enum OpportunityKind implements WireName {
    /** A higher plan. */
    UPSELL,
    /** Another product. */
    CROSS_SELL,
    /** More seats. */
    SEAT_EXPANSION,
    /** Another department. */
    DEPARTMENT_EXPANSION
}
