using DeploymentFlex.Conformance.Data;

namespace DeploymentFlex.Layers.Tests.Data;

public sealed class NotesMigrationsTests : MigrationsConformance<NotesContext>;
