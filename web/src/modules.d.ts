// Style sheets are taken by Vite.
declare module "*.css";
// What world.js draws: the size of the map, the land as a path, where each state is, by its M49 code.
declare module "virtual:world" {
  const world: { readonly wide: number; readonly high: number; readonly land: string; readonly places: Record<string, [number, number]> };
  export default world;
}
