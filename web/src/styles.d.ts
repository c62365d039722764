// Style sheets are taken by Vite.
declare module "*.css";
