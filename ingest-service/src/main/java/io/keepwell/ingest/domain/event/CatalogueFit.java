package io.keepwell.ingest.domain.event;

import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.AttributeKind;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.catalogue.EventSpec;
import io.keepwell.model.catalogue.TraitSpec;
import io.keepwell.model.event.AttributeValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings attributes that somebody else has named and spelled to the names and kinds by which the
 * catalogue knows them: {@code renewal_date} is {@code renewalDate}, and {@code "12"} a number
 * where there must be one. What cannot be brought there is left out.
 */
public final class CatalogueFit {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,13}(\\.\\d{1,20})?");
    private static final int DATE_LENGTH = "YYYY-MM-DD".length();

    private static final Map<String, TraitSpec> TRAITS =
            EventCatalogue.standard().traits().stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    spec -> plain(spec.trait()), Function.identity()));

    /** The plain names of all traits and attributes. */
    private static final Set<String> KNOWN =
            Stream.concat(
                            TRAITS.keySet().stream(),
                            EventCatalogue.standard().types().stream()
                                    .flatMap(spec -> spec.attributes().keySet().stream())
                                    .map(CatalogueFit::plain))
                    .collect(Collectors.toUnmodifiableSet());

    private CatalogueFit() {}

    /** Whether the catalogue gives a name a meaning, in whatever style it is written. */
    static boolean isKnown(String name) {
        return KNOWN.contains(plain(name));
    }

    /**
     * Fits the attributes of an event.
     *
     * @param type a type of the catalogue
     * @param attributes what the sender told, changed here
     */
    public static void fit(EventType type, LooseAttributes attributes) {
        if (type.equals(EventCatalogue.ACCOUNT_UPDATED)) {
            fitTraits(attributes);
        } else {
            EventCatalogue.standard()
                    .find(type)
                    .map(EventSpec::attributes)
                    .orElse(Map.of())
                    .forEach((name, spec) -> fit(name, spec.is(), attributes));
        }
    }

    private static void fitTraits(LooseAttributes attributes) {
        for (String name : attributes.all().keySet()) {
            TraitSpec spec = TRAITS.get(plain(name));
            if (spec != null && !name.equals(spec.trait())) {
                // Where both spellings stand there, the catalogue's own wins.
                AttributeValue told = attributes.take(name).orElseThrow();
                if (attributes.get(spec.trait()).isEmpty()) {
                    attributes.set(spec.trait(), told);
                }
            }
        }
        TRAITS.values().forEach(spec -> fit(spec.trait(), spec.is(), attributes));
    }

    private static void fit(String name, AttributeKind kind, LooseAttributes attributes) {
        AttributeValue told = attributes.take(name).orElse(null);
        if (told instanceof AttributeValue.Nothing) {
            attributes.set(name, told);
        } else if (told != null) {
            brought(kind, told).ifPresent(value -> attributes.set(name, value));
        }
    }

    private static Optional<AttributeValue> brought(AttributeKind kind, AttributeValue told) {
        if (kind.objection(told).isEmpty()) {
            return Optional.of(told);
        }
        @Nullable AttributeValue brought =
                switch (kind) {
                    case AttributeKind.Numeric() -> number(told);
                    case AttributeKind.Date() -> date(told);
                    case AttributeKind.Flag() -> flag(told);
                    case AttributeKind.OneOf _ -> lowered(told);
                    case AttributeKind.Text(int lengthMax) -> text(told, lengthMax);
                };
        return Optional.ofNullable(brought).filter(value -> kind.objection(value).isEmpty());
    }

    private static @Nullable AttributeValue number(AttributeValue told) {
        if (!(told instanceof AttributeValue.Text(String text))
                || !NUMBER.matcher(text.strip()).matches()) {
            return null;
        }
        var number = new BigDecimal(text.strip());
        return Numbers.isWithinLimits(number) ? new AttributeValue.Numeric(number) : null;
    }

    /** The day of a time, as its sender's calendar has it. */
    private static @Nullable AttributeValue date(AttributeValue told) {
        if (!(told instanceof AttributeValue.Text(String text)) || text.length() < DATE_LENGTH) {
            return null;
        }
        String day = text.substring(0, DATE_LENGTH);
        String rest = text.substring(DATE_LENGTH);
        try {
            boolean isTime = rest.startsWith("T") || rest.startsWith(" ");
            return isTime ? new AttributeValue.Text(LocalDate.parse(day).toString()) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable AttributeValue flag(AttributeValue told) {
        return switch (told) {
            case AttributeValue.Text(String text) when text.equalsIgnoreCase("true") ->
                    new AttributeValue.Flag(true);
            case AttributeValue.Text(String text) when text.equalsIgnoreCase("false") ->
                    new AttributeValue.Flag(false);
            case AttributeValue.Text _,
                    AttributeValue.Numeric _,
                    AttributeValue.Flag _,
                    AttributeValue.Nothing _ ->
                    null;
        };
    }

    private static @Nullable AttributeValue lowered(AttributeValue told) {
        if (!(told instanceof AttributeValue.Text(String text))) {
            return null;
        }
        // Some letters become two.
        String lowered = text.strip().toLowerCase(Locale.ROOT);
        return lowered.length() > AttributeValue.TEXT_LENGTH_MAX
                ? null
                : new AttributeValue.Text(lowered);
    }

    private static @Nullable AttributeValue text(AttributeValue told, int lengthMax) {
        return switch (told) {
            case AttributeValue.Text(String text) ->
                    new AttributeValue.Text(Printable.lines(text, lengthMax));
            case AttributeValue.Numeric(BigDecimal number) ->
                    new AttributeValue.Text(number.toPlainString());
            case AttributeValue.Flag(boolean flag) -> new AttributeValue.Text("" + flag);
            case AttributeValue.Nothing() -> null;
        };
    }

    /** A name without what is only style: {@code renewal_date} and {@code renewalDate} are one. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    }
}
