using System.Text.Json;
using System.Text.Json.Serialization;
using DeploymentFlex.Cli.Doctor;
using DeploymentFlex.Cli.Health;
using DeploymentFlex.Cli.Run;

namespace DeploymentFlex.Cli;

/// <summary>Every document that <c>flex</c> reads or writes.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(RunState))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(ServiceHealth))]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(DoctorDocument))]
[JsonSerializable(typeof(ServiceDiagnosis))]
internal sealed partial class FlexJson : JsonSerializerContext;
