using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace DeploymentFlex.Data.Mapping;

/// <summary>Keeps a time as its UTC ticks (100 ns since year 1): lossless, and ordered alike on every provider.</summary>
internal sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(
    static time => time.UtcTicks,
    static ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
