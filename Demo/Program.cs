return await Aevrion.Demo.Story.StoryProgram.RunAsync(args);
